"""What a new office starts with: reference tables, what is in print, and a synthetic office."""
