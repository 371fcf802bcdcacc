package palette

import (
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/canvas"
	"github.com/stateboard/stateboard/canvas/scene"
)

// Card is one thing to put into a flow.
type Card struct {
	Name   string // see the package comment
	Type   string // the state type, for hue and icon
	Title  string
	Short  string // the title where a line below says what it is of
	Detail string // a few words
	Help   string // a sentence for the tip
	hay    string // what a search looks at
	action *catalog.Action
	ending string
}

// Ghost is what the card looks like on its way.
func (c *Card) Ghost() canvas.Ghost {
	return canvas.Ghost{Kind: c.Name, Type: c.Type, Title: c.Title, Subtitle: c.Detail}
}

// kinds and services are all cards, in the order they are offered.
var (
	kinds    = kindCards()
	services = actionCards()
)

// Kinds are the cards of the eight kinds of state.
func Kinds() []*Card { return kinds }

// Actions are the cards of what a Task can have done.
func Actions() []*Card { return services }

func kindCards() []*Card {
	var list []*Card
	for i := range catalog.StateKinds {
		k := &catalog.StateKinds[i]
		list = append(list, &Card{Name: k.Name, Type: k.Name, Title: k.Name, Short: k.Name, Detail: k.Does, Help: k.Help, hay: strings.ToLower(k.Name + " " + k.Does + " " + k.Help)})
	}
	return list
}

func actionCards() []*Card {
	list := []*Card{{
		Name: "lambda:invoke" + catalog.TokenEnding, Type: "Task", Title: "Ask a person", Short: "Ask a person", Detail: "waits for an answer",
		Help:   "Hands out a task token and waits until somebody answers it.",
		hay:    "ask a person human review approval wait for callback task token lambda",
		action: catalog.ActionOf("lambda", "invoke"), ending: catalog.TokenEnding,
	}}
	for i := range catalog.Actions {
		a := &catalog.Actions[i]
		if a.Offered {
			list = append(list, &Card{
				Name: a.Service + ":" + a.Name, Type: "Task", Title: a.Title, Short: short(a.Title, a.Service), Detail: scene.ActionWords(a.Service, a.Name), Help: a.Help, action: a,
				hay: strings.ToLower(a.Title + " " + a.Service + " " + a.Name + " " + a.Help),
			})
		}
	}
	return list
}

// short is a title without what the line below it says: the service, and where
// a message goes.
func short(title, service string) string {
	words := strings.Replace(title, " "+scene.ServiceName(service)+" ", " ", 1)
	words = strings.TrimSuffix(words, " to a queue")
	for _, vowel := range []string{"item", "API"} {
		words = strings.Replace(words, " a "+vowel, " an "+vowel, 1)
	}
	return words
}

// matches tells whether a card has all the words.
func (c *Card) matches(words []string) bool {
	for _, w := range words {
		if !strings.Contains(c.hay, w) {
			return false
		}
	}
	return true
}

func card(name string) *Card {
	for _, list := range [][]*Card{kinds, services} {
		for _, c := range list {
			if c.Name == name {
				return c
			}
		}
	}
	return nil
}

// TypeOf is the state type that a card makes; the name itself where no card is
// called that.
func TypeOf(name string) string {
	if c := card(name); c != nil {
		return c.Type
	}
	return name
}

// Starter is the name and the JSON of the state that an action's card begins
// with, in a query language; false for the cards of the kinds, whose starters
// are package rewrite's.
func Starter(name, language string) (title, state string, ok bool) {
	c := card(name)
	if c == nil || c.action == nil {
		return "", "", false
	}
	if c.ending == catalog.TokenEnding {
		return c.Title, asking(c.action, language).JSON(), true
	}
	return c.Title, c.action.State(language).JSON(), true
}

// asking is a Task that waits for an answer to its token.
func asking(a *catalog.Action, language string) value.Value {
	field, payload, function := "Parameters", `{"input.$": "$", "token.$": "$$.Task.Token"}`, "ask-a-person"
	if language == asl.JSONata {
		field, payload = "Arguments", `{"input": "{% $states.input %}", "token": "{% $states.context.Task.Token %}"}`
	}
	return value.Object(
		value.M("Type", value.String("Task")),
		value.M("Resource", value.String(a.Resource()+catalog.TokenEnding)),
		value.M(field, value.Object(value.M("FunctionName", value.String(function)), value.M("Payload", value.MustParse(payload)))),
		value.M("End", value.Bool(true)),
	)
}
