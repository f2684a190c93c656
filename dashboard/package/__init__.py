"""From a folder to one checked database, or all that is wrong with it."""
