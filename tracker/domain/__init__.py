"""What the tracker knows: the nouns of the work and their rules, free of the web."""

import os

# Read by pypinyin when pinyin.py imports it: its phrases take 45 MB, readings.csv has ours.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
