package check

import (
	"fmt"
	"strings"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
)

const anyError = "States.ALL"

// errorList checks one ErrorEquals.
func (c *checker) errorList(m *syntax.Member) {
	v := m.Value
	if len(v.Items()) == 0 {
		c.report(diag.Error, CodeSchema, v, m.Key.Span, "ErrorEquals names no error.", "Name the errors, or write States.ALL for any.")
	}
	for _, name := range v.Items() {
		if name.Kind != syntax.String {
			c.wrongType(name, "An error name", catalog.String)
			continue
		}
		if strings.HasPrefix(name.Text, catalog.ReservedErrors) && catalog.ErrorOf(name.Text) == nil && !templated(name.Text) && !strings.HasPrefix(name.Text, "States.Http.StatusCode.") {
			advice, fixes := meant(name, c.nearest(name.Text, errorNames()), "Use a name that does not begin with States.")
			c.warn(CodeError, name, fmt.Sprintf("%s is no error of the service, and names that begin with States. are its own.", quoted(name.Text)), advice, fixes...)
		}
	}
}

func errorNames() []string {
	list := make([]string, len(catalog.Errors))
	for i, e := range catalog.Errors {
		list[i] = e.Name
	}
	return list
}

// errorNames checks a state's retriers and catchers together: States.ALL
// stands alone and last, and nothing is named that an earlier entry takes.
func (c *checker) errorNames(s asl.State) {
	var lists [][]*syntax.Node
	for _, r := range asl.Retriers(s) {
		lists = append(lists, r.ErrorEquals)
	}
	c.inOrder("retrier", lists)
	lists = lists[:0]
	for _, k := range asl.Catchers(s) {
		lists = append(lists, k.ErrorEquals)
	}
	c.inOrder("catcher", lists)
}

func (c *checker) inOrder(what string, lists [][]*syntax.Node) {
	var taken map[string]bool
	for i, list := range lists {
		for _, name := range list {
			all := name.StringText() == anyError
			switch {
			case all && len(list) > 1:
				c.fail(CodeSchema, name, "States.ALL stands alone: it means any error.", "Remove the other names, or give States.ALL a "+what+" of its own.")
			case all && i < len(lists)-1:
				c.fail(CodeSchema, name, fmt.Sprintf("States.ALL must be in the last %s: what follows is never used.", what), "Move this "+what+" to the end.")
			case taken[name.Text] && name.Kind == syntax.String && !all:
				c.warn(CodeShadowed, name, fmt.Sprintf("An earlier %s takes %s already.", what, quoted(name.Text)), "Remove it here.")
			}
		}
		if i == len(lists)-1 {
			return
		}
		for _, name := range list {
			if taken == nil {
				taken = map[string]bool{}
			}
			taken[name.Text] = true
		}
	}
}
