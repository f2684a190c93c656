"""From coded interviews to a findings package. The running dashboard never imports it."""
