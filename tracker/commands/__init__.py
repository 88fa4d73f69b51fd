"""What the `tracker` command does, a file a concern.

Modules that only one command needs are imported inside it, so that the others start fast.
"""
