// SPDX-License-Identifier: Apache-2.0

// The tokens of ADQL 2.1 (recommendation, section 2.1 and appendix A).
//
// All words are read as IDENTIFIER; TokenReader then gives reserved words their own types, and tells the three kinds
// of opening parenthesis apart, so that the parser never has to look further ahead than one token.
lexer grammar AdqlLexer;

tokens {
  // Reserved words that the grammar uses; each token is named as the word is spelt.
  ALL, AND, AS, ASC, AVG, BETWEEN, BIGINT, BY, CASE, CAST, CHAR, CIRCLE, COUNT, DESC, DISTINCT, DOUBLE, ELSE, END,
  EXCEPT, EXISTS, FROM, FULL, GROUP, HAVING, ILIKE, IN, INNER, INTEGER, INTERSECT, IS, JOIN, LEFT, LIKE, MAX, MIN,
  NATURAL, NOT, NULL, OFFSET, ON, OR, ORDER, OUTER, POINT, POLYGON, PRECISION, REAL, RIGHT, SELECT, SMALLINT, SUM,
  THEN, TIMESTAMP, TOP, UNION, USING, VARCHAR, WHEN, WHERE, WITH,
  // The name of any other function that ADQL defines.
  STANDARD_FUNCTION,
  // Any reserved word that the grammar does not use.
  RESERVED,
  // A parenthesis that opens a query, and one that opens a join.
  QUERY_LPAREN, JOIN_LPAREN
}

IDENTIFIER : LETTER (LETTER | DIGIT | '_')* ;
DELIMITED : '"' (~'"' | '""')+ '"' ;
STRING : '\'' (~'\'' | '\'\'')* '\'' ;
UNSIGNED_INTEGER : DIGIT+ ;
NUMBER : DIGIT+ '.' DIGIT* EXPONENT? | '.' DIGIT+ EXPONENT? | DIGIT+ EXPONENT ;

EQUAL : '=' ;
NOT_EQUAL : '<>' | '!=' ;
LESS_OR_EQUAL : '<=' ;
GREATER_OR_EQUAL : '>=' ;
LESS : '<' ;
GREATER : '>' ;
CONCATENATE : '||' ;
PLUS : '+' ;
MINUS : '-' ;
ASTERISK : '*' ;
SOLIDUS : '/' ;
COMMA : ',' ;
PERIOD : '.' ;
SEMICOLON : ';' ;
LPAREN : '(' ;
RPAREN : ')' ;

COMMENT : '--' ~[\r\n]* -> skip ;
WHITESPACE : [ \t\r\n\f\u000B]+ -> skip ;

// What no query may hold; TokenReader refuses these with a message of their own.
MALFORMED_NUMBER : (DIGIT+ ('.' DIGIT*)? | '.' DIGIT+) EXPONENT? (LETTER | '_') (LETTER | DIGIT | '_')* ;
UNTERMINATED_STRING : '\'' (~'\'' | '\'\'')* ;
UNTERMINATED_DELIMITED : '"' (~'"' | '""')* ;
EMPTY_DELIMITED : '""' ;
BLOCK_COMMENT : '/*' ;
STRAY : . ;

fragment LETTER : [A-Za-z] ;
fragment DIGIT : [0-9] ;
fragment EXPONENT : [Ee] [+-]? DIGIT+ ;
