package check

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
)

// distributed tells whether a Map starts an execution for each item.
func distributed(m *asl.Map) bool {
	return m.Processor != nil && m.Processor.Field("ProcessorConfig").Get("Mode").StringText() == "DISTRIBUTED"
}

// mapState checks what the parts of a Map say of each other.
func (c *checker) mapState(s asl.State) {
	m, ok := s.(*asl.Map)
	if !ok {
		return
	}
	if label := m.Field("Label"); label.Is(syntax.String) {
		c.labelled = append(c.labelled, label)
		c.needs.more = true
	}
	if reader := m.Field("ItemReader").Get("ReaderConfig"); reader.Is(syntax.Object) {
		c.reader(reader, m.Field("ItemReader").Member("ReaderConfig").Key)
	}
	if distributed(m) {
		c.distributedMap(m)
		return
	}
	if config := m.Processor; config != nil && config.Field("ProcessorConfig").Get("Mode").Is(syntax.Placeholder) {
		return
	}
	for _, name := range []string{"ItemReader", "ItemBatcher", "ResultWriter"} {
		if part := m.Node.Member(name); part != nil {
			c.report(diag.Warning, CodeDistributed, part.Key, part.Key.Span, name+" needs the Distributed mode.", `Set "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"} in ItemProcessor.`)
		}
	}
}

// distributedMap checks a Map that starts executions of its own.
func (c *checker) distributedMap(m *asl.Map) {
	config := m.Processor.Field("ProcessorConfig")
	if c.at.express {
		c.fail(CodeSchema, config.Get("Mode"), "EXPRESS machines cannot run a distributed Map.", "Use the INLINE mode, or make the machine STANDARD.", rewrite(config.Get("Mode"), `"INLINE"`)...)
	}
}

// reader checks how a distributed Map reads its items.
// Source: AWS documentation, "ItemReader".
func (c *checker) reader(config, key *syntax.Node) {
	input := config.Get("InputType").StringText()
	where := config.Get("CSVHeaderLocation").StringText()
	switch {
	case input == "CSV" && config.Get("CSVHeaderLocation") == nil && config.Get("ManifestType") == nil:
		c.report(diag.Warning, CodeReader, config, label(config, key), "Nothing says where the names of the CSV's columns are.", `Add CSVHeaderLocation: "FIRST_ROW" where the file's first line has them, or "GIVEN".`, c.add(config, "CSVHeaderLocation", `"FIRST_ROW"`)...)
	case where == "GIVEN" && config.Get("CSVHeaders") == nil:
		c.lacks(config, key, "CSVHeaderLocation is GIVEN, but no names are.", "Add CSVHeaders with the names of the columns.")
	case where == "FIRST_ROW" && config.Get("CSVHeaders") != nil:
		m := config.Member("CSVHeaders")
		c.report(diag.Warning, CodeShadowed, m.Key, m.Key.Span, "CSVHeaders is not used where CSVHeaderLocation is FIRST_ROW.", `Remove it, or set CSVHeaderLocation to "GIVEN".`, c.remove(m)...)
	}
}

// itemsPointer checks a JSON Pointer.
// Source: RFC 6901.
func (c *checker) itemsPointer(v *syntax.Node) {
	if v.Kind == syntax.String && v.Text != "" && v.Text[0] != '/' && !templated(v.Text) {
		c.fail(CodeSchema, v, "This is no JSON Pointer.", "Begin it with /, such as /data/items.")
	}
}

// maxLabel is how many characters a Label may have.
const maxLabel = 40

// labels checks the labels of all Map states together.
func (c *checker) labels() {
	first := map[string]bool{}
	for _, label := range c.labelled {
		switch n := utf8.RuneCountInString(label.Text); {
		case templated(label.Text):
			continue
		case n == 0:
			c.fail(CodeLabel, label, "The label is empty.", "Write one, or remove Label.")
		case n > maxLabel:
			c.fail(CodeLabel, label, fmt.Sprintf("The label has %d characters, and at most %d are allowed.", n, maxLabel), "Shorten it.")
		case strings.ContainsAny(label.Text, " \t\r\n?*<>{}[]:;,\\|^~$#%&`\"/"):
			c.fail(CodeLabel, label, "The label has characters that an ARN cannot have.", "Use letters, digits, - and _.")
		case first[label.Text]:
			c.fail(CodeLabelTwice, label, fmt.Sprintf("Another Map has the label %s.", quoted(label.Text)), "Change one of them.")
		}
		first[label.Text] = true
	}
}
