"""Who is asking: facts and the rules that decide the segment."""
