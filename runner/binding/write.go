package binding

import (
	"time"

	"github.com/stateboard/stateboard/asl/value"
)

// Format writes bindings as Parse reads them.
func (s Set) Format() string { return s.object().Indent("  ") + "\n" }

func (s Set) object(before ...value.Member) value.Value {
	items := make([]value.Value, len(s))
	for i := range s {
		items[i] = s[i].value()
	}
	return value.Object(append(before, value.M("bindings", value.Array(items...)))...)
}

// Text is the binding in one line, the same for all that let the same happen
// to the same tasks: what consent is given to.
func (b Binding) Text() string { return b.value().JSON() }

func (b Binding) value() value.Value {
	members := []value.Member{value.M(keyNames[b.For.Kind], value.String(b.For.Name))}
	if b.Machine != "" {
		members = append(members, value.M("machine", value.String(b.Machine)))
	}
	switch to := b.To.(type) {
	case Lambda:
		members = append(members, value.M("lambda", to.value()))
	case HTTP:
		members = append(members, value.M("http", to.value()))
	case Command:
		members = append(members, value.M("command", to.value()))
	case Worker:
		members = append(members, value.M("worker", value.Object()))
	}
	return value.Object(members...)
}

func (l Lambda) value() value.Value {
	return value.Object(value.M("endpoint", value.String(l.Endpoint)), optional("function", l.Function), seconds(l.Timeout))
}

func (h HTTP) value() value.Value {
	origins := make([]value.Value, len(h.Origins))
	for i, o := range h.Origins {
		origins[i] = value.String(o)
	}
	var stands, headers []value.Member
	for _, s := range h.StandIns {
		stands = append(stands, value.M(s.Origin, value.String(s.Base)))
	}
	for _, c := range h.Headers {
		headers = append(headers, value.M(c.Name, value.String(c.Value)))
	}
	return value.Object(value.M("origins", value.Array(origins...)), some("standIns", stands), some("headers", headers), seconds(h.Timeout))
}

func (c Command) value() value.Value {
	argv := make([]value.Value, len(c.Argv))
	for i, arg := range c.Argv {
		argv[i] = value.String(arg)
	}
	var env []value.Member
	for _, v := range c.Env {
		env = append(env, value.M(v.Name, value.String(v.Value)))
	}
	output := value.Absent
	if c.Output > 0 {
		output = value.Int(int64(c.Output))
	}
	return value.Object(value.M("argv", value.Array(argv...)), value.M("dir", value.String(c.Dir)), some("env", env),
		seconds(c.Timeout), value.M("maxOutputBytes", output))
}

func optional(name, s string) value.Member {
	if s == "" {
		return value.M(name, value.Absent)
	}
	return value.M(name, value.String(s))
}

func some(name string, members []value.Member) value.Member {
	if len(members) == 0 {
		return value.M(name, value.Absent)
	}
	return value.M(name, value.Object(members...))
}

func seconds(d time.Duration) value.Member {
	if d <= 0 {
		return value.M("timeoutSeconds", value.Absent)
	}
	return value.M("timeoutSeconds", value.Int(int64(d/time.Second)))
}
