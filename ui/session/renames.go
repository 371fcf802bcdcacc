package session

import (
	"fmt"
	"os"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/compare"
	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/rewrite"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/runner/scenario"
)

// carryRenames brings the files beside a document just saved in step with it:
// states that are called something else than when it was saved last are so in
// its mocks and scenarios too. What was renamed is read off the two versions,
// so that it does not matter through which door it was done, or undone.
func (s *Session) carryRenames(path, before string) {
	old := asl.ParseNamed(path, text.New(before))
	if !old.Drawable() || !s.next.Doc.Drawable() || before == s.text.String() {
		return
	}
	mocksPath, scenariosPath := scenario.Beside(path)
	var changed []string
	for _, state := range compare.Compare(old, s.next.Doc).States {
		if !state.Renamed() {
			continue
		}
		from, to := state.Old.Base().Name, state.New.Base().Name
		mocks := follow(mocksPath, func(content string) []text.Edit {
			return rewrite.RenameInMocks(content, scenario.StateMachineName(path), from, to)
		})
		scenarios := follow(scenariosPath, func(content string) []text.Edit {
			return rewrite.RenameInScenarios(content, from, to)
		})
		if mocks || scenarios {
			changed = append(changed, "“"+to+"”")
		}
	}
	if len(changed) > 0 {
		s.rehearse.reload(s)
		s.Tell(fmt.Sprintf("The files beside the flow call %s by the new name too.", strings.Join(changed, ", ")))
	}
}

// follow changes a file beside the document, if it is there and concerned, and
// tells whether it was.
func follow(path string, edits func(string) []text.Edit) bool {
	content, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	list := edits(string(content))
	if len(list) == 0 {
		return false
	}
	next, _, err := text.Apply(text.New(string(content)), list...)
	return err == nil && file.Write(path, []byte(next.String())) == nil
}
