// Package tex shows TeX in the characters of Unicode.
package tex
