"""Two ideas behind the framework's learning responses, in our words: what the report's figures 19 and 20 are about."""

SOURCE = "The report, pages 36 and 37, its figures 19 and 20; told here in our words"

SWARM = (
    "**Swarm huddle.** Soon after an incident, the people who were there gather where it happened, with somebody to lead "
    "who was not part of it. They tell it step by step, each from where they stood; they ask what made it likely, not who "
    "did it; they agree what can be made safer at once and what must be taken further; and somebody writes down both and "
    "comes back to them. It takes minutes to an hour, it looks after the staff too, and it is one response among several: "
    "a slow pattern over months wants a thematic review instead. At the third action learning session a speaker of the "
    "Isle of Wight trust showed how it is done there."
)
SEIPS = (
    "**SEIPS**, the Systems Engineering Initiative for Patient Safety, is a way of looking: work is done by *people* who do "
    "*tasks* with *tools and technology* in a *physical place*, within an *organisation* and its *outside world*. These six "
    "act together in the *processes* of care, and processes lead to *outcomes* for patients, staff and the organisation, "
    "which in turn change the system. In a swarm huddle the six are a list to ask along. For a feeding tube that went "
    "astray, the report's example: who was on and how tired (people), what checking its place takes (tasks), which tube and "
    "test strips were there (tools), the light and noise (place), who may say that it is right (organisation), what the "
    "national alert asks for (outside world). The answer is then seldom “be more careful”."
)
