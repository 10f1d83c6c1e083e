"""What the host runs for a pull request can read, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "checker",
    [
        ["zizmor", "--offline", "--pedantic", "--no-progress", ".github"],
        # Without the helpers that some machines have and others lack.
        ["actionlint", "-no-color", "-shellcheck=", "-pyflakes="],
    ],
    ids=lambda command: command[0],
)
def test_workflow_files_have_no_finding(root: Path, checker: list[str]) -> None:
    program = Path(sys.executable).with_name(checker[0])
    done = subprocess.run([program, *checker[1:]], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_checkers_find_a_planted_danger(tmp_path: Path) -> None:
    workflow = tmp_path / ".github" / "workflows" / "bad.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(
        "name: Bad\non: pull_request_target\njobs:\n  bad:\n    runs-on: ubuntu-24.04\n    steps:\n"
        "      - run: echo ${{ github.event.pull_request.title }}\n      - uses: actions/checkout@v4\n"
    )
    found = subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--offline", "--pedantic", "--no-progress", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode != 0
    for danger in ("dangerous-triggers", "template-injection", "unpinned-uses", "artipacked"):
        assert danger in found.stdout
