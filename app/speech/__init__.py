"""Speech: clips of words, made by a voice of the server where a language has one."""
