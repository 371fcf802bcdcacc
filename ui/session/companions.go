package session

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/stateboard/stateboard/asl/file"
	"github.com/stateboard/stateboard/asl/syntax"
	"github.com/stateboard/stateboard/asl/text"
	"github.com/stateboard/stateboard/asl/value"
	"github.com/stateboard/stateboard/assets"
	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/task"
)

// Scenario is a rehearsal that a file beside the document names.
type Scenario = scenario.Scenario

// companions are the files beside a document: its mocks and its scenarios.
// The zero companions are none.
type companions struct {
	dir  fs.FS
	name string
}

func companionsOf(dir fs.FS, name string) companions { return companions{dir, name} }

func exampleCompanions(name string) companions {
	dir, err := fs.Sub(assets.Examples, "examples")
	if err != nil {
		return companions{}
	}
	return companions{dir, name}
}

// scenarios reads the scenarios file; none is no error.
func (c companions) scenarios() ([]Scenario, error) {
	content, err := c.read(".scenarios.json")
	if err != nil || content == "" {
		return nil, err
	}
	return scenario.Parse(content)
}

// mocks reads the mocks file and its text; nil where there is none.
func (c companions) mocks() (*task.Mocks, string, error) {
	content, err := c.read(".mocks.json")
	if err != nil || content == "" {
		return nil, "", err
	}
	m, err := task.ParseMocks(content)
	return m, content, err
}

func (c companions) read(ending string) (string, error) {
	if c.dir == nil {
		return "", nil
	}
	content, err := fs.ReadFile(c.dir, c.name+ending)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	return string(content), err
}

// copyTo puts the companions beside the document's new path, under its new
// name, where nothing is in the way.
func (c companions) copyTo(path string) {
	name := scenario.StateMachineName(path)
	stem := filepath.Join(filepath.Dir(path), name)
	for _, ending := range []string{".mocks.json", ".scenarios.json"} {
		content, err := c.read(ending)
		if _, exists := os.Lstat(stem + ending); err != nil || content == "" || !os.IsNotExist(exists) {
			continue
		}
		if ending == ".mocks.json" {
			content = renamedMachine(content, c.name, name)
		}
		// The document itself is saved; a missing companion shows by itself.
		_ = file.Write(stem+ending, []byte(content))
	}
}

// renamedMachine is a mocks file in which the state machine has another name,
// as the file name asks for.
func renamedMachine(mocks, from, to string) string {
	machine := syntax.Parse(mocks).Root.Get("StateMachines").Member(from)
	if machine == nil {
		return mocks
	}
	renamed, _, err := text.Apply(text.New(mocks), text.Replace(machine.Key.Span, value.Quote(to)))
	if err != nil {
		return mocks
	}
	return renamed.String()
}
