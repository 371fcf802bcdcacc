// This file prepares a runtime for jsonata.js: the browser functions it
// expects, bounds on what a single native step may build, and the functions
// that Step Functions adds to the language. It runs before jsonata.js, as a
// function of the natives written in Go, and returns what runs after it.
(function (native, maxText, maxItems) {
    'use strict';
    const tooLong = function () {
        throw {code: 'U1001', message: 'A text became longer than ' + maxText + ' characters'};
    };
    const tooMany = function () {
        throw {code: 'U1002', message: 'An array became longer than ' + maxItems + ' items'};
    };

    globalThis.window = {btoa: native.btoa, atob: native.atob};
    delete Object.prototype.__proto__; // an ordinary key then, like any other
    JSON.stringify = function (v, replacer, space) { return native.stringify(v, space ? 1 : 0); };

    const concatText = String.prototype.concat;
    String.prototype.concat = function (other) {
        if (this.length + other.length > maxText) {
            tooLong();
        }
        return concatText.call(this, other);
    };
    const concat = Array.prototype.concat;
    Array.prototype.concat = function (...lists) {
        let n = this.length;
        for (const list of lists) {
            n += Array.isArray(list) ? list.length : 1;
        }
        if (n > maxItems) {
            tooMany();
        }
        return concat.apply(this, lists);
    };
    const join = Array.prototype.join;
    Array.prototype.join = function (separator) {
        if (separator !== undefined && separator.length * (this.length - 1) > maxText) {
            tooLong();
        }
        return join.call(this, separator);
    };

    // These three stand in jsonata.js by the changes listed in program.go.
    globalThis.sizedArray = function (n) {
        if (n > maxItems) {
            tooMany();
        }
        return new Array(n);
    };
    globalThis.joinTexts = function (texts, separator) {
        let n = separator.length * texts.length;
        for (let i = 0; i < texts.length && n <= maxText; i++) {
            n += texts[i].length;
        }
        if (n > maxText) {
            tooLong();
        }
        return join.call(texts, separator);
    };
    const hasOwn = Object.prototype.hasOwnProperty;
    globalThis.ownOnly = function (object, key, found) {
        return typeof found === 'function' && !hasOwn.call(object, key) ? undefined : found;
    };

    const sequence = function (items) {
        Object.defineProperty(items, 'sequence', {enumerable: false, value: true});
        return items;
    };

    return function () {
        const jsonata = window.jsonata;
        const define = function (implementation, signature) {
            const carrier = jsonata('$f');
            carrier.registerFunction('f', implementation, signature);
            return carrier.evaluate();
        };
        const functions = {
            eval: undefined,
            pad: define(function (text, width, fill) {
                return text === undefined ? undefined : native.pad(text, width, fill);
            }, '<s-ns?:s>'),
            partition: define(function (list, size) {
                return list === undefined ? undefined : native.partition(list, size);
            }, '<an?:a>'),
            range: define(function (first, last, step) {
                const items = native.range(first, last, step);
                return items === undefined ? undefined : sequence(items);
            }, '<nnn?:a>'),
            hash: define(function (text, algorithm) {
                return text === undefined || algorithm === undefined ? undefined : native.hash(text, algorithm);
            }, '<s-s?:s>'),
            random: define(function (seed) { return native.random(seed); }, '<n?:n>'),
            uuid: define(function () { return native.uuid(); }, '<:s>'),
            parse: define(function (text) {
                return text === undefined ? undefined : native.parse(text);
            }, '<s-:x>'),
        };

        const bound = function (names, value) {
            if (typeof value === 'string') {
                names.add(value);
            }
        };
        // walk collects the variables an expression reads, those it binds and
        // the fields it takes from $states.
        const walk = function (node, seen, reads, binds, fields) {
            if (node === null || typeof node !== 'object' || seen.has(node)) {
                return;
            }
            seen.add(node);
            if (node.type === 'variable') {
                reads.add(node.value);
            } else if (node.type === 'bind') {
                bound(binds, node.lhs.value);
            } else if (node.type === 'lambda') {
                node.arguments.forEach(a => bound(binds, a.value));
            } else if (node.type === 'path') {
                const [head, next] = node.steps;
                if (head.type === 'variable' && head.value === 'states' && next && next.type === 'name') {
                    fields.add(next.value);
                    seen.add(head); // not as a whole then
                    Object.keys(head).forEach(key => walk(head[key], seen, reads, binds, fields));
                }
            }
            bound(binds, node.focus);
            if (node.index !== undefined && typeof node.index === 'string') {
                binds.add(node.index);
            }
            for (const key of Object.keys(node)) {
                if (key === 'stages' && Array.isArray(node.stages)) {
                    node.stages.forEach(s => s.type === 'index' && bound(binds, s.value));
                }
                walk(node[key], seen, reads, binds, fields);
            }
        };

        const prepare = function (source) {
            const expression = jsonata(source);
            for (const name in functions) {
                expression.assign(name, functions[name]);
            }
            const reads = new Set(), binds = new Set(), fields = new Set();
            walk(expression.ast(), new Set(), reads, binds, fields);
            return {
                evaluate: expression.evaluate,
                reads: Array.from(reads),
                binds: Array.from(binds),
                fields: Array.from(fields),
            };
        };
        return {prepare: prepare};
    };
})
