"""Which are the same: names taken apart and compared. Pure functions, no session."""

import os

# Read by pypinyin when pinyin.py imports it: its phrases take 45 MB, readings.csv has ours.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
