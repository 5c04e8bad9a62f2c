-- The day that a question names, or a stop that says that it names none.
-- source: house style; a date, a time of day or a text such as 2023-06-20
create or replace macro asked_day(typed) as (
    coalesce(
        try_cast(cast(typed as varchar) as date),
        cast(
            error(
                concat(
                    'a day is needed, not ',
                    coalesce('''' || cast(typed as varchar) || ''': write it as YYYY-MM-DD', 'null')
                )
            ) as date
        )
    )
)
