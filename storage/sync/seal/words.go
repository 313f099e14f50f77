package seal

// wordList has 512 plain words, so that nine bits make a word that can be said aloud.
const wordList = `
acorn actor album alley amber anchor angle apple apron arch arena armor arrow ashes atlas attic autumn award badge
bagel baker balcony ballet bamboo banana banjo banner barber barley barrel basil basin basket bathtub battery beach
beacon beard beaver beetle bell bench berry bicycle birch bishop bison blanket blender blossom blouse boat bonfire
border bottle boulder bowl bracelet branch bread brick bridge broom bubble bucket buffalo buffet bugle bundle bunker
butcher butter button cabin cabbage cable cactus camel camera candle cannon canoe canvas canyon captain caravan
carbon cargo carpet carrot cartoon castle cavern cedar celery cellar cement cereal chalk channel chapel charcoal
cherry chess chicken chimney chisel chorus cigar cinema circle circus citrus clinic clock cloud clover coast cobra
coconut coffee collar comet compass copper coral corner cotton cousin coyote cradle crayon cricket crystal cucumber
curtain cushion cymbal dagger daisy dancer decade denim desert dessert diamond diary dinner doctor dolphin donkey
dragon drawer dream drum duchess eagle earring easel echo eclipse elbow elephant elevator emerald engine envelope
escort evening fabric factory falcon family farmer feather fence ferry fiddle field finger flag flannel flute folder
forest fossil fountain fox freezer frost fruit funnel galaxy gallery garden garlic gazelle geyser ginger giraffe
glacier glove goblet golf gondola gorilla granite grape gravel guitar gutter hammer hammock hamster harbor harp
harvest hazel helmet hermit heron highway hockey honey horizon hornet hotel hunter husky iceberg igloo insect iris
iron island ivory jacket jaguar jasmine jersey jewel jigsaw jockey jungle juniper kangaroo kayak kernel kettle
kitchen kite kitten knight koala label ladder lagoon lantern laptop laundry lava lawyer leather lemon leopard letter
library lighthouse lily linen lion lobster lotus lumber lunch lyric magnet mailbox mammoth mango mansion maple
marble market mascot meadow medal melody melon mercury mermaid meteor microbe midnight miner mirror mitten monkey
monsoon morning mosaic mosquito motor mountain muffin museum mushroom mustard napkin nectar needle nephew nest
nickel north notebook nurse nutmeg oasis oatmeal oboe ocean octopus office olive onion opera orange orbit orchard
orchid osprey ostrich otter outlaw oven oxygen oyster palace panda panther papaya paper parade parrot pasta pastry
peacock peanut pebble pelican pencil penguin pepper perfume phantom piano picnic pigeon pillow pilot pirate pistol
planet plaza plumber pocket poem poet police pony popcorn poppy porch portrait potato powder prairie prism pumpkin
puppet puzzle pyramid quarry quartz queen quiver rabbit raccoon radar radio rainbow raisin ranch raven razor recipe
ribbon river robin rocket rooster rope ruby rudder saddle saffron sailor salad salmon sandal sapphire saucer sausage
scarf school scooter sculptor season seaweed shadow shelter sheriff shovel shrimp signal silver singer skeleton
sketch slipper snail soccer sofa soldier spider spinach sponge spoon squirrel stadium statue stove straw studio
sugar summer sunset surgeon swallow sweater symbol tablet tango teapot temple tennis thimble throne thunder ticket
tiger timber toast tobacco tomato tornado tortoise towel tractor trumpet tulip tunnel turban turkey turtle tuxedo
twilight umbrella uncle unicorn valley vanilla velvet village vinegar violet violin volcano voyage waffle wagon
walnut walrus warden weasel whale wheat whisker whistle widow willow window winter wizard wolf wombat yacht yogurt
zebra zeppelin zipper
`
