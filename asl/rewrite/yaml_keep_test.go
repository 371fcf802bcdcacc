package rewrite_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/stateboard/stateboard/asl/text"
)

// keepYAML has a state that is written in every way YAML knows.
const keepYAML = `# All of it
StartAt: A
States:
  A: {Type: Pass, Next: B} # first
  B:
    Type: Choice
    Choices:
      - Variable: $.x
        IsNull: true
        Next: Keep
    Default: C
  # keep: above
  Keep: &keep # keep: on
    Type: Task
    Resource: !Sub "arn:aws:lambda:${Region}:123456789012:function:f"
    Comment: >-  # keep: folded
      folded text

        that goes   on
      and ends
    TimeoutSeconds: ${Timeout}   # keep: bare

    # keep: inside
    Parameters: &params
      'single': "double \
        goes on"
      literal: |+
        one
         two

      list:  [ a,  'b' ] # keep: list
    Next: C

  C:
    Type: Map
    ItemProcessor:
      StartAt: D
      States:
        D:
          Type: Pass
          Parameters: *params
          End: true
    Next: E
  E:
    <<: {Comment: merged}
    Type: Pass
    End: true
`

// kept is the state's text and the comment above it, without the lines that
// lead on.
func kept(src string) string {
	start := strings.Index(src, "  # keep: above")
	end := strings.Index(src, "# keep: list\n")
	if start < 0 || end < 0 {
		return ""
	}
	return src[start:end]
}

// TestVerbsKeepWhatTheyDoNotConcern does random verbs on other states: not a
// byte of the one that is written in every way may change.
func TestVerbsKeepWhatTheyDoNotConcern(t *testing.T) {
	want, done := kept(keepYAML), 0
	if want == "" {
		t.Fatal("there is nothing to keep")
	}
	rapid.Check(t, func(t *rapid.T) {
		src := keepYAML
		if rapid.Bool().Draw(t, "crlf") {
			src = strings.ReplaceAll(src, "\n", "\r\n")
		}
		for range rapid.IntRange(1, 5).Draw(t, "steps") {
			doc := parse(text.New(src))
			if broken(doc) {
				t.Fatalf("the text is broken: %v\n%s", doc.SyntaxErrors()[0], src)
			}
			s := drawStep(t, doc)
			if s.change == nil || s.err != nil || strings.Contains(s.says, "Keep") || s.says == "format" || s.says == "jsonata" {
				continue
			}
			next, _, err := text.Apply(doc.Text, s.change.Edits...)
			if err != nil {
				t.Fatal(err)
			}
			after := next.String()
			if got := kept(strings.ReplaceAll(after, "\r\n", "\n")); got != want {
				t.Fatalf("%s\non\n%s\nleaves\n%s", s.says, src, after)
			}
			src, done = after, done+1
		}
	})
	if done < 20 {
		t.Errorf("only %d verbs were done", done)
	}
}
