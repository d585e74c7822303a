"""What a person wants to know of their medicines, read from the words of the text."""

from __future__ import annotations

import re
from enum import StrEnum

from wayhome.plans.matching import says, words
from wayhome.plans.spelt import of_taking

#: Phrases of each question, the ones that need a professional first.
_QUESTIONS = {
    "extra": (
        "twice by mistake|taken twice|took twice|tablets twice|dose twice|doubled up|"
        "double dose|doubled my|too many|too much|to many|an extra|extra one|extra dose|"
        "extra tablet|two lots|already had|taken two by|took two by|took the wrong|"
        "taken the wrong|wrong dose|wrong tablet|overdose|had it twice|"
        "had them twice|took it twice|took them twice|taken it twice|taken them twice"
    ),
    "run_out": (
        "run out|ran out|running out|none left|no more left|not got any|havent got any|"
        "didnt give me|forgot to give|not given me|lost my|empty|got no|last one|nearly out|"
        "low on|wrong house|not been delivered|not delivered|prescription not"
    ),
    "missed": (
        "missed|forgot|forgotten|forget|skipped|didnt take|not taken|havent taken|havent had|"
        "not had|didnt have|miss a|miss one|late with|late taking|too late to take"
    ),
    "advice": (
        "should i stop|shall i stop|can i stop|ok to stop|stop taking|stopped taking|stop the|"
        "stop dead|stop it|stop them|stop my|do i stop|carry on|come off|leave off|"
        "leave it off|leave them off|skip|double|halve|half a|cut down|take more|take less|"
        "another one|one more|extra|instead of|swap|do i still|still take|still do my|"
        "still need|can i take|can he take|can she take|can i have|can he have|can she have|"
        "take it with|take them with|take with|is it ok|is it safe|ok to|safe to|safe with|"
        "alright to|all right to|allowed|mix|together|alcohol|beer|wine|a drink|drink on|"
        "grapefruit|crush|chew|split|in half|put squash|side effect|reaction|making me|"
        "makes me|gives me|given me|disagree with me|interact|what if i|over the counter|"
        "should i take|shall i take|should he take|should she take|do i have to|do i need to|"
        "increase|reduce|up the dose|lower the dose|need more|not working|isnt working|"
        "arent working|could i have|could i take|may i have|may i take|do i need it|"
        "should i be taking|should it be|swallow|swallowed|make me|make you|makes you|"
        "wife have|husband have|wife take|husband take|have half|take half|"
        "is that ok|is that alright|is that all right|is it alright|is it all right"
    ),
    "stopped": (
        "what was stopped|been stopped|did they stop|have they stopped|stopped giving|"
        "which are stopped|taken off|took me off|took him off|took her off|old ones|no longer|"
        "stopped in hospital|what have they stopped|not on any more|not on anymore"
    ),
    "changed": "whats new|what is new|new ones|any new|changed|whats different|change to my",
    "purpose": (
        "what for|whats it for|for what|is it for|are they for|one for|ones for|why am i|"
        "why do i|why is|why does|what does it do|what do they do|does it do|do they do|it do|"
        "what is it|what it does|used for|treat|point of|actually for|is for"
    ),
    "how": (
        "how many|how much|how often|how do i|how am i|how should|how does|what dose|dose|"
        "when do i|when does|when is|when should|when am i|when can i|what time|which time|"
        "with food|before food|after food|empty stomach|morning or|night or|or night|or morning|"
        "how to take|times a day|how long|do i take"
    ),
}


#: "Do I still take the old ones" is answered with what the plan says was stopped.
_OLD_ONES = (
    "old ones|old tablets|old medicines|old meds|old pills|ones i had before|"
    "ones i was on before|previous tablets|tablets from before|my old|me old"
)


class Question(StrEnum):
    EXTRA = "extra"
    RUN_OUT = "run_out"
    MISSED = "missed"
    ADVICE = "advice"
    STOPPED = "stopped"
    CHANGED = "changed"
    PURPOSE = "purpose"
    HOW = "how"
    NONE = "none"

    @property
    def wants_advice(self) -> bool:
        """Only a professional may answer; the plan's words never do."""
        return self in {Question.EXTRA, Question.RUN_OUT, Question.MISSED, Question.ADVICE}


#: In a question and in a plan's own words.
OF_FOOD = (
    "food|meal|meals|empty stomach|eat|eating|breakfast|lunch|dinner|evening meal|my tea|me tea"
)
_LEAVE = (
    "can i|shall i|should i|could i|may i|ok to|what if i|do i|can he|can she|should he|should she"
)
_HAPPENED = (
    "took|taken|had|given|gave|gone and|been taking|been having|already|by mistake|swallowed"
)
_AS_PRESCRIBED = "twice a day|twice daily|twice a week"
_TIMES = (
    ("morning", ("morning", "breakfast", "first thing", "get up", "wake up")),
    ("midday", ("midday", "lunch", "lunchtime", "dinner time", "noon", "afternoon")),
    ("evening", ("evening", "tea time", "teatime", "tea", "night", "tonight")),
    ("bedtime", ("bedtime", "bed time", "night", "tonight", "before bed", "go to bed")),
)


#: "When should I take it" asks what the plan says, and "should I take it" for advice.
_ASKS_THE_PLAN = re.compile(
    r"\b(?:when|what time|which time|what day|how|how many|how much|how often|how long)"
    r"(?: \w+)? (?:should|shall|do|does|am|is|are|can|must|could|will|would)"
    r" (?:i|he|she|we|you|it|they|them|these)\b"
)
_GOES_ON_WITH = re.compile(r" (?:carry|go|keep) on with ")
#: Beside one of these it asks for more than the plan says.
_OF_A_CHANGE = (
    "stop|stopping|skip|double|halve|half|come off|leave|extra|another|more|less|instead|swap|"
    "crush|chew|split|mix|alcohol|beer|wine|pint|drink|still|with|early|earlier|later|late|"
    "before i feel|not working|feel|side effect"
)


def question(text: str) -> Question:
    """The first that fits, the ones that need a professional before all others.

    Where the words as they stand need none, they are also read as they were meant by ear.
    """
    plainly = _question(text)
    if plainly.wants_advice:
        return plainly
    by_ear = _question(of_taking(text))
    return by_ear if by_ear.wants_advice or plainly is Question.NONE else plainly


def asks_about_food(text: str) -> bool:
    """Whether it asks if a medicine goes with a meal, which a plan may say."""
    return says(of_taking(text), OF_FOOD)


def _asks_the_plan(text: str) -> bool:
    spaced = _GOES_ON_WITH.sub(" take ", " ".join(words(text)))
    return bool(_ASKS_THE_PLAN.search(spaced)) and not says(spaced, _OF_A_CHANGE)


def _question(text: str) -> Question:
    if says(text, "twice") and says(text, _HAPPENED) and not says(text, _AS_PRESCRIBED):
        return Question.EXTRA
    if says(text, _OLD_ONES):
        return Question.STOPPED
    for name, phrases in _QUESTIONS.items():
        if name == Question.EXTRA and _only_asks_leave(text):
            continue
        if name == Question.ADVICE and _asks_the_plan(text):
            continue
        if says(text, phrases) or (name == "purpose" and _ends_in_for(text)):
            return Question(name)
    return Question.NONE


def times_of_day(text: str) -> tuple[str, ...]:
    """Times of the day that a question names; night is the evening and bedtime both."""
    return tuple(time for time, phrases in _TIMES if says(text, *phrases))


def _only_asks_leave(text: str) -> bool:
    """A question such as "can I take an extra one", where "I took an extra one" has happened."""
    return says(text, _LEAVE) and not says(text, _HAPPENED)


def _ends_in_for(text: str) -> bool:
    return says(text, "what", "whats", "wot", "which") and text.rstrip(" ?!.").endswith(" for")
