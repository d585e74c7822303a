"""Everyday words that sound like a small word, or stand one slip from a medicine's short name.

Without them, "wait" would be read as "what", and "seen" as Senna.
"""

from __future__ import annotations

_WORDS = """
ability absent ace ad add adds adieu adopt adopted adored ads adult adults age ages ago aid
aider aids aiming air airing along am area arm arms as aspiring ate attack attacks au aye bad
bake ball bat bathe bay bbc bbq bean beans bearing beat bee being bell bet bike bill bit bite
boat bone book boot booth boots boring both bow boy brain bran buck bull bun burying buy buying
bye cam came careen chest clay co-op coal cod code coding coin colic comma complain con cow
crayon cream creep croon crown cunning dad dare data dates dead dear deny dew dice didnt die
died diet dim ding dioxin dizzy doe doing done doom door dose dot dots dozy dr drank drew drove
drunk dude due dun dye dyed dying ear ears ease eats egg eggs ego eight eighth end ere eve eye
eyed eyes face fade fair fan far fare fed feed fence fine fire five flick folio folk folks form
foster fostering four frame free freed frogman frolic fun fund fur furious gain gaining gas gate
gave gin give given gives giving god gone good goose got gout grew guess gun gut guy guys habit
hair hairy ham hand handy hat hate hates hats head header heads heal heals heap hear heard
hearing heart heat heave heed heel heels height heights hen hence hens here hers hes hi hide
hides high higher hire hiring hit hits hive holes home honey hood hook hose hot hour house hubby
humming hut ice icon icy idea ideas if ill insist ion iran iron irons irony ive jab jabs job
keel kid kill king kit knee knit knot know lad lantern lass last leave leaving left leg legs
lend lent less line lines list listen lists live loft lose loser loses loss lost lounge love low
lung lying mad main man maw may mean men mere might min mini mist moan month moon more most mow
mum name nay neat net never new nice nightie no noise noose nose not note nothing now nut nuts
oats odd odds off oh old once or ouch ought our out owe owes paid pain paint pin pink place plan
plant plus point poor post queen quid rain ran raw ray red rest room root run running sack sad
said sane sat sauna saw say scent sea sean see seen self send sender sends senior sense sent set
shade shallow shed shell shoe shoes show shut shy sick sienna sign sin since singer sinner sit
sitting six small sneeze snow soft some son sonia sonny soon sore sort south spill spilt step
steps stole stool stoop straight strait style sue sun sunny sure tacos taken talk tall tea team
tear tell ten tenant than their theirs theory theyre thigh thighs thin thing things think thou
three threw through thud thumb ticks tie till tins tired toe toes told tom too took toy train
tried trilogy true try tums twice two uni unit up urine us use used wage wait wake wall war warm
wash wasnt wasp water way wayne weak weakness wear wears weary wed wee weed weeing wees weigh
weighed weighing weight weights weir well went were wet wheat wheel wheeze while white whoever
whole whom whose wide wife win wine wins wire wires wise wit wits woke won wont wood wool woozy
wore worse worst wow wrote yeah year years yes yet youre yours youve zapping zipping zoo
"""

ORDINARY = frozenset(_WORDS.split())
