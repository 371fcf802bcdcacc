package rewrite

import (
	"strconv"

	"github.com/stateboard/stateboard/asl"
)

// inBranch is what the paths of the states in a container's machine start
// with.
func inBranch(owner asl.State, branch int) string {
	return owner.Base().Path + "/" + strconv.Itoa(branch) + "/"
}
