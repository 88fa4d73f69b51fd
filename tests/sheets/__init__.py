"""What is written reads back equal, and the worst of files costs one sentence."""
