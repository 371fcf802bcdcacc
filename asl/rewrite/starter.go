package rewrite

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/value"
)

// NewText is the text of a new document: an empty machine in the query
// language given, "" for the language's own default.
func NewText(language string) string {
	if language == "" || language == asl.JSONPath {
		return "{\n  \"States\": {}\n}\n"
	}
	return "{\n  \"QueryLanguage\": \"" + language + "\",\n  \"States\": {}\n}\n"
}

// starter is the JSON of a fresh state of a kind: the catalog's, and for a
// Choice a Default, so that its two ways on are there to drop states on.
func starter(kind, language string) string {
	v := catalog.Starter(kind, language)
	if kind == "Choice" {
		v = v.With("Default", value.String(""))
	}
	return v.JSON()
}

// ends tells whether nothing can follow a state of the kind.
func ends(kind string) bool { return kind == "Succeed" || kind == "Fail" }
