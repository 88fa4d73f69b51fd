"""A lead on its way in: whom it meets, who was first, and what was decided."""
