"""Whose word rules: a unit's own on definitions, calendar and itself, until an office above says what the unit is."""

RULING = "NOT EXISTS (SELECT 1 FROM unit v WHERE v.common = r.unit_id AND v.unit_id != v.common)"
"""Of a row ``r`` of a common stream: it is not of a unit whose own row comes from an office above."""
