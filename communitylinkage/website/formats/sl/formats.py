"""How days and hours are written. A month in words would need its case: "do 30. novembra"."""

DATE_FORMAT = "j. n. Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j. n. Y, H:i"
SHORT_DATE_FORMAT = "j. n. Y"
SHORT_DATETIME_FORMAT = "j. n. Y, H:i"
