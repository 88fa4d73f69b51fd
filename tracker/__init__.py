"""The tracker: one set of dated facts about investment projects, and many windows on it."""
