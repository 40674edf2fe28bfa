"""A small form to begin from: a question, a choice, one that depends on it, two languages."""

from communitylinkage.surveys.xlsform.sheets import Sheets

SHEETS: Sheets = {
    "survey": [
        ["type", "name", "label::English (en)", "label::Español (es)", "relevant", "required"],
        ["note", "welcome", "Thank you for taking part.", "Gracias por participar."],
        ["select_one yes_no", "knows", "Do you know a service near you?",
         "¿Conoce un servicio cerca?", "", "yes"],
        ["text", "which", "Which one?", "¿Cuál?", "${knows} = 'yes'"],
    ],
    "choices": [
        ["list_name", "name", "label::English (en)", "label::Español (es)"],
        ["yes_no", "yes", "Yes", "Sí"],
        ["yes_no", "no", "No", "No"],
    ],
    "settings": [
        ["form_title", "form_id", "default_language"],
        ["Example", "example", "English (en)"],
    ],
}  # fmt: skip
