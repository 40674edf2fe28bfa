"""Days and hours by language, where Django's own would surprise the programme's countries."""
