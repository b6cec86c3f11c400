"""Pages that show what is fetched: stale marks, late answers and the keyboard are the same on all of them."""
