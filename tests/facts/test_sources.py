"""What documents are cited by, and under which terms."""

import re

# Revisions whose day is known and whose commit is not.
COMMIT_UNKNOWN = {"full_stack_cloud_gpus_2023_05_29", "full_stack_cloud_gpus_2023_10_23"}


def test_a_file_of_a_repository_is_cited_at_its_commit(warehouse):
    """An address without a commit shows whatever stands there today."""
    found = warehouse.execute(
        "select source_id, url from reference.sources where url like 'https://github.com/%'"
    ).fetchall()
    moving = {
        source for source, url in found if not re.search(r"/(blob|tree)/[0-9a-f]{7,40}(/|$)", url)
    }
    assert len(found) > 20
    assert moving == COMMIT_UNKNOWN


def test_who_states_the_terms_of_his_data_has_them_said(warehouse):
    found = warehouse.execute(
        "select licence_name, count(*) from reference.sources"
        " where publisher_name in ('Epoch AI', 'MLCommons', 'The Full Stack') group by 1 order by 1"
    ).fetchall()
    assert found == [("Apache-2.0", 4), ("CC-BY-4.0", 4), ("MIT", 4)]
