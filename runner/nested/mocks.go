package nested

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/stateboard/stateboard/runner/scenario"
	"github.com/stateboard/stateboard/runner/task"
)

// Mocks is the test case that answers a child's tasks: the one its ARN asks
// for, or else the one of the run that started everything ("" is none). It is
// looked for in the shared mock file (nil is none) and then in the child's
// own, NAME.mocks.json beside it. Nil is that there is none; only a case that
// the ARN asks for must be there.
func Mocks(c Child, shared *task.Mocks, inherited string) (*task.Case, error) {
	name := c.Case
	if name == "" {
		name = inherited
	}
	if name == "" {
		return nil, nil
	}
	if shared != nil && slices.Contains(shared.Cases(c.Machine), name) {
		return shared.Case(c.Machine, name)
	}
	path, _ := scenario.Beside(c.Path)
	content, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && c.Case == "":
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("the test case %q of %q is in no mock file (%w)", name, c.Machine, err)
	}
	own, err := task.ParseMocks(string(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if c.Case == "" && !slices.Contains(own.Cases(c.Machine), name) {
		return nil, nil
	}
	return own.Case(c.Machine, name)
}
