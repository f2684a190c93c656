"""From values to markup; knows no server."""
