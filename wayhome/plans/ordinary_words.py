"""Everyday words that sound like a small word, or stand one slip from a medicine's short name.

Without them, "wait" would be read as "what", and "seen" as Senna.
"""

from __future__ import annotations

_WORDS = """
absent ace ad add adds adieu adored ads age ages ago aid aider aids aiming air airing along am
area arm arms as ate attack attacks au aye bad bake ball bat bathe bay bbc bbq bean beans
bearing beat bee being bell bet bike bill bit bite boat bone book boot booth boots boring both
bow boy brain bran buck bull bun burying buy buying bye cam came chest clay coal cod code coin
comma con cow cream creep crown dad dare data dates dead dear deny dew dice didnt die died diet
dim ding dizzy doe doing done doom door dose dot dots dozy dr drank drew drove drunk dude due
dun dye dyed dying ear ears ease eats egg eggs ego eight eighth end ere eve eye eyed eyes face
fade fair fan far fare fed feed fence fine fire five form four frame free freed fun fund fur
gain gaining gas gate gave gin give given gives giving god gone good goose got gout grew guess
gun gut guy guys habit hair hairy ham hand handy hat hate hates hats head header heads heal
heals heap hear heard hearing heart heat heave heed heel heels height heights hen hence hens
here hers hes hi hide hides high higher hire hiring hit hits hive holes home honey hood hook
hose hot hour house hubby humming hut ice icon icy idea ideas if ill ion iron irons ive jab jabs
job keel kid kill king kit knee knit knot know lad lass last leave leaving left leg legs less
list lists live loft loss lost lounge love low lung lying mad main man maw may mean men mere
might min mini mist moan month moon more most mow mum name nay neat net never new nice nightie
no noise noose nose not note nothing now nut nuts oats odd odds off oh old once or ouch ought
our out owe owes paid pain paint pin pink place plan plant plus point poor post queen quid rain
ran raw ray red rest room root run running sack sad said sane sat sauna saw say sea see seen
self send sender sends senior sense sent set shade shallow shed shell shoe shoes show shut shy
sick sign sin since singer sinner sit sitting six small sneeze snow soft some son sonny soon
sore sort south step steps stole stool stoop straight strait style sue sun sunny sure tacos
taken talk tall tea team tear tell ten than their theirs theory theyre thigh thighs thin thing
things think thou three threw through thud thumb ticks tie till tins tired toe toes told tom too
took toy train tried true try tums twice two uni unit up urine us use used wage wait wake wall
war warm wash wasnt wasp water way wayne weak weakness wear wears weary wed wee weed weeing wees
weigh weighed weighing weight weights weir well went were wet wheat wheel wheeze while white
whoever whole whom whose wide wife win wine wins wire wires wise wit wits woke won wont wood
wool woozy wore worse worst wow wrote yeah year years yes yet youre yours youve zoo
"""

ORDINARY = frozenset(_WORDS.split())
