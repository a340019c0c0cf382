"""While a page runs, the folders that Python imports from stay as they are."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

_PROGRAM = """
import sys
import app
from streamlit.runtime.scriptrunner.exec_code import modified_sys_path
before = list(sys.path)
with modified_sys_path(str(app._PAGES)):
    print(sys.path == before, end=" ")
print(sys.path == before)
"""


def test_no_run_of_a_page_moves_the_folders_that_another_session_imports_from(tmp_path: Path) -> None:
    environment = os.environ | {"FOLLOWUP_DATA_DIR": str(tmp_path), "FOLLOWUP_MODE": "personal"}
    command = [sys.executable, "-c", _PROGRAM]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]
