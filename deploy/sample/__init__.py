"""The sample organisation and the working day that is played on it."""

ORGANISATION = "Aldermere NHS Trust"
