-- Whose text a document is: its publisher without who copied or translated it, named after a comma.
-- source: house style
create or replace macro original_publisher(publisher_name) as (
    split_part(publisher_name, ', ', 1)
)
