"""The desk is killed, cut off and confused on purpose, at every point, and has to come to the same end all the same."""
