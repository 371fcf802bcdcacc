package page

import (
	"strings"
	"testing"

	"github.com/dop251/goja"
)

// TestScriptIsSmallAndReads: the script has no mistakes of grammar, makes no
// markup out of texts, and asks nothing of the network.
func TestScriptIsSmallAndReads(t *testing.T) {
	if _, err := goja.Compile("page.js", script, true); err != nil {
		t.Error(err)
	}
	for _, never := range []string{"innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", "fetch(", "XMLHttp", "import", "</"} {
		if strings.Contains(script, never) {
			t.Errorf("the script contains %q", never)
		}
	}
	if lines := strings.Count(script, "\n"); lines > 300 {
		t.Error("the script has", lines, "lines")
	}
}
