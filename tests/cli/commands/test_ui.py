"""``neocloud ui --read-only`` shows everything and lets nobody change anything."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from socket import socket
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import dagster as dg
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.orchestration.instance.home import prepare_home
from tests.conftest import places
from tests.trials.served_ui import SMALL, served_ui

JOB = '{repositoryLocationName: "neocloud", repositoryName: "__repository__", jobName: "build_all"}'
SELECTOR = 'repositoryLocationName: "neocloud", repositoryName: "__repository__"'
ASSET = '{assetKey: {path: ["cost", "host_prices"]}}'
MUTATIONS = {
    "launch": f"launchRun(executionParams: {{selector: {JOB}, runConfigData: {{}}}})",
    "reload": "reloadWorkspace",
    "shut down": 'shutdownRepositoryLocation(repositoryLocationName: "neocloud")',
    "terminate": 'terminateRun(runId: "a")',
    "delete a run": 'deletePipelineRun(runId: "a")',
    "wipe": f"wipeAssets(assetPartitionRanges: [{ASSET}])",
    "report": (
        "reportRunlessAssetEvents(eventParams: {eventType: ASSET_MATERIALIZATION,"
        ' assetKey: {path: ["cost", "host_prices"]}})'
    ),
    "start the schedule": (
        f'startSchedule(scheduleSelector: {{{SELECTOR}, scheduleName: "daily_build"}})'
    ),
    "start the sensor": f'startSensor(sensorSelector: {{{SELECTOR}, sensorName: "changed_files"}})',
    "run the sensor": (
        f'sensorDryRun(selectorData: {{{SELECTOR}, sensorName: "changed_files"}}, cursor: "")'
    ),
}


def asked(address, query):
    body = json.dumps({"query": query}).encode()
    request = Request(f"{address}/graphql", body, {"content-type": "application/json"})
    with urlopen(request, timeout=60) as answer:
        return json.load(answer)["data"]


def refuses_other_sites(address):
    """Hold the guard to be in front of the server that runs, whose rules have their own tests."""
    port = address.rpartition(":")[2]
    for headers in ({"origin": "https://evil.example"}, {"host": f"evil.example:{port}"}):
        with pytest.raises(HTTPError, match="403"):
            urlopen(Request(f"{address}/server_info", headers=headers), timeout=60)
    with pytest.raises(HTTPError, match="403"):
        urlopen(f"{address}/graphql?query=mutation%20%7BreloadWorkspace%7D", timeout=60)


def test_a_used_port_is_one_clear_line(small_neocloud, own_small):
    with socket() as used:
        used.bind(("127.0.0.1", 0))
        used.listen()
        port = used.getsockname()[1]
        result = small_neocloud(own_small.root, "ui", "--port", str(port))
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"port {port} cannot be used: Address already in use; choose another: --port\n"
    )


def test_a_folder_that_cannot_be_written_is_one_clear_line(own_small, ordinary_rights, monkeypatch):
    monkeypatch.setenv("DAGSTER_HOME", "")  # so that what is set is taken back
    home = prepare_home(own_small)
    home.chmod(0o555)
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "ui"]
    result = subprocess.run(
        [*ordinary_rights, *command],
        env=os.environ | places(own_small.root),
        capture_output=True,
        text=True,
        timeout=60,
    )
    home.chmod(0o755)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"{home} cannot be written by you: start it as its owner, or only look at a copy of the"
        " runs: neocloud ui --read-only\n"
    )


# One test, so that the UI is started once: by who may write it, the trials of the chaos start it.
def test_who_may_not_write_sees_a_copy_of_the_runs_and_changes_nothing(
    own_small, ordinary_rights, monkeypatch
):
    monkeypatch.setenv("DAGSTER_HOME", "")
    home = prepare_home(own_small)
    with dg.DagsterInstance.get() as instance:
        run = dg.materialize([dg.asset(lambda: 1, name="seen")], instance=instance)
    kept = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for folder in kept:
        folder.chmod(0o555)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    with served_ui(own_small, "--read-only", command=SMALL, before=ordinary_rights) as address:
        answers_queries_and_refuses_every_change(address, run)
        refuses_other_sites(address)
        said = (own_small.data / "ui.log").read_text()
        copy = Path(re.search(r"events in (\S+);", said)[1])
        assert copy.is_dir()
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before
    assert not copy.exists()
    for folder in kept:
        folder.chmod(0o755)


def answers_queries_and_refuses_every_change(address, run):
    nodes = asked(address, "{ assetNodes { assetKey { path } } }")["assetNodes"]
    assert ["cost", "host_prices"] in [node["assetKey"]["path"] for node in nodes]
    answers = {
        name: [*asked(address, f"mutation {{ {mutation} {{ __typename }} }}").values()]
        for name, mutation in MUTATIONS.items()
    }
    assert answers == {name: [{"__typename": "UnauthorizedError"}] for name in MUTATIONS}
    runs = asked(address, "{ runsOrError { ... on Runs { results { id } } } }")
    assert runs == {"runsOrError": {"results": [{"id": run.run_id}]}}
    states = asked(
        address,
        "{ repositoriesOrError { ... on RepositoryConnection { nodes {"
        " schedules { scheduleState { status } } sensors { sensorState { status } } } } } }",
    )
    (found,) = states["repositoriesOrError"]["nodes"]
    started = [*found["schedules"], *found["sensors"]]
    assert {state["status"] for each in started for state in each.values()} == {"STOPPED"}


def test_it_never_listens_to_other_machines():
    assert CliRunner().invoke(app, ["ui", "--host", "0.0.0.0"]).exit_code == 2


def test_help_says_how_to_share_it():
    text = CliRunner().invoke(app, ["ui", "--help"]).stdout
    assert "put a proxy with a login in front" in " ".join(text.split())
