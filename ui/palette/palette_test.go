package palette

import (
	"strings"
	"testing"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/check"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
)

// TestEveryCardMakesAValidFlow puts each card into an empty machine, in both
// query languages, and expects nothing to complain about.
func TestEveryCardMakesAValidFlow(t *testing.T) {
	for _, language := range []string{asl.JSONPath, asl.JSONata} {
		for _, c := range append(append([]*Card{}, Kinds()...), Actions()...) {
			t.Run(language+" "+c.Name, func(t *testing.T) {
				doc := asl.ParseString(rewrite.NewText(language))
				change, err := insertion(doc, c, language)
				if err != nil {
					t.Fatal(err)
				}
				next, _, err := text.Apply(doc.Text, change.Edits...)
				if err != nil {
					t.Fatal(err)
				}
				doc = asl.Parse(next)
				for _, d := range check.Check(doc, check.Options{}) {
					if d.Severity == diag.Error {
						t.Errorf("%s\n%s", d.Message, next)
					}
				}
				if first := doc.States(); len(first) == 0 || first[0].Base().Type != c.Type {
					t.Errorf("the card makes %s", next)
				}
			})
		}
	}
}

func insertion(doc *asl.Document, c *Card, language string) (*rewrite.Change, error) {
	if name, state, ok := Starter(c.Name, language); ok {
		return rewrite.Insert(doc, name, state, rewrite.In("", 0))
	}
	return rewrite.InsertKind(doc, c.Name, rewrite.In("", 0))
}

func TestSearchWantsAllWords(t *testing.T) {
	c := card("dynamodb:putItem")
	for words, want := range map[string]bool{"dynamo": true, "write dynamodb": true, "put": true, "sqs": false, "write sqs": false} {
		if got := c.matches(strings.Fields(words)); got != want {
			t.Errorf("%q: %v", words, got)
		}
	}
}
