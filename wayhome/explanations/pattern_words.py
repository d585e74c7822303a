"""Words that the patterns of dose wording are made of, with the code that each stands for."""

#: Meal -> what its event code ends in.
MEALS = {
    "breakfast": "M", "lunch": "D", "midday meal": "D", "evening meal": "V", "dinner": "V",
    "supper": "V", "teatime": "V", "food": "", "meal": "", "eating": "", "you eat": "",
}  # fmt: skip
PARTS_OF_DAY = {
    "(?:in the |each |every )?early (?:in the )?morning": "MORN.early",
    "(?:in the |each |every )?late (?:in the )?morning": "MORN.late",
    "(?:in the |each |every )?early (?:in the )?afternoon": "AFT.early",
    "(?:in the |each |every )?late (?:in the )?afternoon": "AFT.late",
    "(?:in the |each |every )?early (?:in the )?evening": "EVE.early",
    "(?:in the |each |every )?late (?:in the )?evening": "EVE.late",
    "(?:during|in|each|every|of a)(?: the)? mornings?|\\bmornings?": "MORN",
    "(?:during|in|each|every)(?: the)? afternoons?|\\bafternoons?": "AFT",
    "(?:during|in|each|every)(?: the)? evenings?|\\bevenings?": "EVE",
    "(?:at|each|every|during the|in the) nights?|\\bnightly": "NIGHT",
    "(?:once (?:you are )?asleep|after sleep)": "PHS",
    "on an empty stomach": "EMPTY",
}
WEEKDAYS = {
    "(?:on )?(?:mondays?|mon)": "mon", "(?:on )?(?:tuesdays?|tues?)": "tue",
    "(?:on )?(?:wednesdays?|wed)": "wed", "(?:on )?(?:thursdays?|thurs?|thu)": "thu",
    "(?:on )?(?:fridays?|fri)": "fri", "(?:on )?saturdays?": "sat", "(?:on )?sundays?": "sun",
}  # fmt: skip
CALENDAR = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
ROUTES = {
    "(?:by|through) (?:the |your )?(?:nasogastric|feeding) tube|by (?:ng|peg)|nasogastric(?: route)?|"
    "(?:through|into) (?:the |your )?(?:feeding tube|peg)|gastrostomy(?: route)?": "tube",
    "(?:by|in the|in your|into the) mouth|orally|oral|swallow": "oral",
    "under (?:the|your) tongue|sublingual(?:ly)?": "sublingual",
    "inside (?:the|your) cheek|buccal(?:ly)?": "buccal",
    "(?:by |with |via |through )?(?:an? |the |your )?(?:nebuli[sz]er|nebuli[sz]ed)": "nebuliser",
    "breathe (?:it |them )?in|inhaled|inhale|(?:by )?inhalation|by inhaler|inhaler": "inhaled",
    "(?:in|into) (?:the |your )?back passage|rectal(?:ly)?|(?:in|into) (?:the |your )?(?:rectum|bottom)": "rectal",
    "(?:in|into) (?:the |your )?vagina|vaginal(?:ly)?": "vaginal",
    "under (?:the|your) skin|subcutaneous(?:ly)?(?: route)?": "subcutaneous",
    "(?:in|into) (?:the |your |an? )?muscle|intramuscular(?:ly)?(?: route)?": "intramuscular",
    "(?:in|into) (?:the |your |an? )?vein|intravenous(?:ly)?(?: route)?": "intravenous",
    "on (?:the|your) skin|topical(?:ly)?|cutaneous": "skin",
    "through (?:the|your) skin|transdermal(?:ly)?|stick on": "transdermal",
    "(?:in|into|up) (?:the |your )?(?:nose|nostrils?|each nostril)|nasal(?:ly)?|intranasal(?:ly)?": "nasal",
    "(?:into the skin|intradermal(?:ly)?)": "intradermal",
}
#: What turns a sentence round, with the word that it goes with.
NOT = (
    r"\b(?P<word>do not|does not|must not|should not|can not|is not|are not|will not|not|don't|dont|"
    r"never|nothing|nil|no|none|without|avoid(?:ing)?|cannot|can't|won't|mustn't|shouldn't|"
    r"unless|except|neither|nor)\b(?: (?:have|take|be|the|a|an|any|your|to|on|by|it|do|try to|use)\b)* ?"
    r"(?P<what>[a-z]+)?"
)
