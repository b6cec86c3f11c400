"""Marks that the merge leaves on a projected row (sync.md §3)."""

FLAG_CONFLICT = 1
"""Two laptops set one field to different values without seeing each other and a person must decide."""
FLAG_PROVISIONAL = 2
"""Two corrections of one event stand side by side; the later in order is shown."""
FLAG_REMOVAL_BEATEN = 4
"""A removal met a concurrent edit; the edit stands."""
