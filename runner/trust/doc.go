// Package trust remembers what a person has allowed a flow to do outside this
// program: call an address, start a command.
//
// A Grant is for one machine file with one content and for one binding, all
// by hash; a file that has changed in any byte, or a binding that has, is not
// covered and asks again. Grants are kept on this machine only, each in a file
// of its own under the person's data folder, readable by its owner alone:
// giving and taking back never rewrite what others have given. Where there is
// no grant the answer is no; a grant that cannot be read is none.
package trust
