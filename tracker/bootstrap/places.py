"""Where the bootstrap finds and puts its files."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "requirements.lock"
WHEELS = ROOT / "wheels"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "tracker-stamp.json"
AT_WORK = ROOT / ".venv.lock"
