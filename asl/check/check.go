package check

import (
	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/catalog"
	"github.com/stateboard/stateboard/asl/diag"
	"github.com/stateboard/stateboard/asl/syntax"
)

// Codes of findings that the service has too.
const (
	CodeSchema     = "SCHEMA_VALIDATION_FAILED"
	CodeTarget     = "MISSING_TRANSITION_TARGET" // a target that is not there, and a state no way leads to
	CodeEnd        = "MISSING_END_STATE"
	CodeDuplicate  = "DUPLICATE_STATE_NAME"
	CodeName       = "INVALID_STATE_NAME"
	CodeResource   = "INVALID_RESOURCE"
	CodeLabel      = "INVALID_LABEL_NAME"
	CodeLabelTwice = "DUPLICATE_LABEL_NAME"
	CodeJSONata    = "INVALID_JSONATA_EXPRESSION"
	CodeTopLevel   = "UNSUPPORTED_JSONATA_EXPRESSION"
	CodeNoDollar   = "NO_DOLLAR"
	CodeNoPath     = "NO_PATH"
	CodeStatic     = "PASS_RESULT_IS_STATIC"
)

// Codes of findings that only we have; none of them is an error.
const (
	CodeCannotEnd   = "CANNOT_END"
	CodeDeprecated  = "DEPRECATED_FIELD"
	CodeError       = "UNKNOWN_ERROR_NAME"
	CodeShadowed    = "NEVER_USED"
	CodeToken       = "TASK_TOKEN"
	CodeVariable    = "VARIABLE"
	CodeLiteral     = "EXPRESSION_IS_LITERAL"
	CodeDistributed = "NEEDS_DISTRIBUTED_MODE"
	CodeReader      = "ITEM_READER"
	CodeSize        = "DEFINITION_TOO_LARGE"
	CodeDialect     = "FILTER_DIALECT"
	CodeExpress     = "EXPRESS_DURATION"
)

// The types of state machine.
const (
	Standard = "STANDARD"
	Express  = "EXPRESS"
)

// Options are what a text does not say itself.
type Options struct {
	Type string // Standard or Express; "" is Standard
}

// Check finds everything that is wrong with a document, in the order of the
// text. A text that breaks off gives only its syntax errors: what else seems
// amiss may be what was not read.
func Check(doc *asl.Document, o Options) []diag.Diagnostic { return check(doc, o, nil) }

// Syntax finds only what keeps a document's text from being JSON or YAML.
func Syntax(doc *asl.Document) []diag.Diagnostic {
	c := &checker{doc: doc, source: doc.Text.String()}
	return c.sorted()
}

// check checks a document with what is remembered of earlier versions; memory
// may be nil.
func check(doc *asl.Document, o Options, memory *Memory) []diag.Diagnostic {
	c := &checker{doc: doc, source: doc.Text.String(), memory: memory, eol: doc.Text.EOL()}
	c.at.express = o.Type == Express
	if !c.breaksOff() && c.isMachine() {
		c.size()
		c.machine(doc.Machine, nil, catalog.MachineShape, asl.JSONPath)
		c.names()
		c.labels()
	}
	return c.sorted()
}

// checker goes through one document.
type checker struct {
	doc      *asl.Document
	source   string
	eol      string
	memory   *Memory // nil for none
	found    []finding
	at       context
	needs    needs // of the state whose own part is being checked
	compiled compiled
	labelled []*syntax.Node          // the Label of each Map
	near     int                     // how many names were compared in the search for near ones
	first    map[string]asl.State    // see firstNamed
	misspelt map[*syntax.Node]string // keys, with the field each was likely meant to be
	meant    []asl.State             // states that a target with a near name was likely meant to be
}

// context is where in the document the checker is.
type context struct {
	language  string       // the query language that holds here
	express   bool         // executions of what stands here are EXPRESS
	machine   *asl.Machine // the innermost
	facts     []*facts     // of its states
	state     asl.State    // the innermost; nil on the machine's own level
	start     asl.State    // what a misspelt StartAt of the machine was likely meant to be
	handler   bool         // inside a catcher
	variables *scope       // what can be read here
}

// machineRules look at a machine as a whole, after its states.
var machineRules = []func(*checker, *asl.Machine){
	(*checker).ways,
	(*checker).expressTimeout,
}

// stateRules look at a state as a whole, after its fields.
var stateRules = []func(*checker, asl.State){
	(*checker).transition,
	(*checker).errorNames,
	(*checker).heartbeat,
	(*checker).taskToken,
	(*checker).mapState,
	(*checker).staticResult,
	(*checker).expressWait,
}

// machine checks a machine and everything in it. key is its name in the text,
// nil for the whole document and for branches.
func (c *checker) machine(m *asl.Machine, key *syntax.Node, shape *catalog.Shape, language string) {
	outer := c.at
	defer func() { c.at = outer }()
	c.at.machine, c.at.state, c.at.start = m, nil, nil
	c.at.language = c.queryLanguage(m.Field("QueryLanguage"), language)
	known := c.meet(m)
	c.at.variables = c.scopeOf(m)
	c.object(m.Node, key, shape)
	for i, s := range m.States {
		c.state(s, known[i])
	}
	c.at.state = nil
	for _, rule := range machineRules {
		rule(c, m)
	}
}

// meet collects the facts of a machine's states, and returns what is known of
// each already.
func (c *checker) meet(m *asl.Machine) []*known {
	list := make([]*known, len(m.States))
	c.at.facts = make([]*facts, len(m.States))
	var fresh []facts
	for i, s := range m.States {
		if list[i] = c.memory.of(s); list[i] != nil {
			c.at.facts[i] = &list[i].facts
			continue
		}
		if len(fresh) == 0 {
			fresh = make([]facts, min(len(m.States)-i, 64))
		}
		fresh[0] = factsOf(s)
		c.at.facts[i], fresh = &fresh[0], fresh[1:]
	}
	return list
}

// state checks one state and the machines in it.
func (c *checker) state(s asl.State, k *known) {
	outer := c.at
	defer func() { c.at = outer }()
	b := s.Base()
	c.at.state = s
	if c.holds(k, b) {
		c.recall(k, b)
	} else {
		before, mode := len(c.found), c.mode()
		c.needs = needs{}
		if !c.own(s) {
			return
		}
		if k != nil {
			c.remember(k, b, mode, before)
		}
	}
	c.inner(s, outer.language)
}

// own checks a state but for the machines in it; false when it is none whose
// fields are known.
func (c *checker) own(s asl.State) bool {
	b := s.Base()
	if !b.Node.Is(syntax.Object) {
		c.wrongType(b.Node, "A state", catalog.Object)
		return false
	}
	kind := catalog.StateKindOf(b.Type)
	if kind == nil {
		c.unknownKind(b)
		return false
	}
	c.at.language = c.queryLanguage(b.Field("QueryLanguage"), c.at.language)
	c.object(b.Node, b.Key, kind.Shape)
	for _, rule := range stateRules {
		rule(c, s)
	}
	return true
}

// inner checks the machines in a state. They inherit the query language of
// the machine around the state, not the state's own.
func (c *checker) inner(s asl.State, language string) {
	switch s := s.(type) {
	case *asl.Parallel:
		for _, branch := range s.Branches {
			if branch.Node.Is(syntax.Object) {
				c.machine(branch, nil, catalog.BranchShape, language)
			}
		}
	case *asl.Map:
		if s.Processor == nil {
			return
		}
		c.at.express = c.at.express || distributed(s) && s.Processor.Field("ProcessorConfig").Get("ExecutionType").StringText() == Express
		member, shape := s.Node.Member("ItemProcessor"), catalog.ProcessorShape
		if member == nil {
			member, shape = s.Node.Member("Iterator"), catalog.IteratorShape
		}
		c.machine(s.Processor, member.Key, shape, language)
	}
}
