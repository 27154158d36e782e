// SPDX-License-Identifier: Apache-2.0

// The query language of ADQL 2.1 (recommendation, section 2.2 and appendix A) with the extensions that
// org.nasmyth.adql.Extension lists.
//
// Every decision is made on one token, and every list and chain of operators is a loop, so that parsing is linear and
// recursion follows nesting only. What that form cannot express is checked by TreeBuilder, which can also say it
// better: a parenthesis may hold a condition or a value, '*' may end a name, and NULL may be any value.
parser grammar AdqlGrammar;

options { tokenVocab = AdqlLexer; }

statement : (WITH commonTable (COMMA commonTable)*)? query SEMICOLON? EOF ;

commonTable : identifier AS QUERY_LPAREN query RPAREN ;

query : setExpression orderBy? offset? ;

orderBy : ORDER BY orderTerm (COMMA orderTerm)* ;

orderTerm : value (ASC | DESC)? ;

offset : OFFSET UNSIGNED_INTEGER ;

setExpression : setTerm unionStep* ;

unionStep : (UNION | EXCEPT) ALL? setTerm ;

setTerm : setPrimary intersectStep* ;

intersectStep : INTERSECT ALL? setPrimary ;

setPrimary : select | QUERY_LPAREN query RPAREN ;

select
  : SELECT setQuantifier? top? selectItem (COMMA selectItem)*
    FROM tableReference (COMMA tableReference)*
    where? groupBy? having?
  ;

setQuantifier : DISTINCT | ALL ;

top : TOP UNSIGNED_INTEGER ;

selectItem : ASTERISK | value alias? ;

alias : AS? identifier ;

where : WHERE condition ;

groupBy : GROUP BY value (COMMA value)* ;

having : HAVING condition ;

tableReference : tablePrimary joinStep* ;

joinStep
  : joinType? JOIN tableReference joinSpecification
  | NATURAL joinType? JOIN tablePrimary
  ;

joinType : INNER | (LEFT | RIGHT | FULL) OUTER? ;

joinSpecification : ON condition | USING LPAREN identifier (COMMA identifier)* RPAREN ;

tablePrimary
  : tableName alias?
  | QUERY_LPAREN query RPAREN alias
  | JOIN_LPAREN tableReference RPAREN alias?
  ;

tableName : identifier (PERIOD identifier)* ;

identifier : IDENTIFIER | DELIMITED ;

condition : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT? predicate ;

predicate
  : EXISTS subquery
  | value (comparison | nullTest | NOT? (between | in | like))?
  ;

comparison
  : (EQUAL | NOT_EQUAL | LESS | GREATER | LESS_OR_EQUAL | GREATER_OR_EQUAL) value
  ;

nullTest : IS NOT? NULL ;

between : BETWEEN value AND value ;

in : IN (LPAREN value (COMMA value)* RPAREN | subquery) ;

like : (LIKE | ILIKE) value ;

subquery : (QUERY_LPAREN query | JOIN_LPAREN tableReference) RPAREN ;

value : product ((PLUS | MINUS | CONCATENATE) product)* ;

product : factor ((ASTERISK | SOLIDUS) factor)* ;

factor : (PLUS | MINUS)? primary ;

primary
  : UNSIGNED_INTEGER
  | NUMBER
  | STRING
  | NULL
  | name
  | aggregate
  | standardFunction
  | cast
  | case
  | LPAREN condition RPAREN
  ;

name : identifier (PERIOD (identifier | ASTERISK))* arguments? ;

arguments : LPAREN (value (COMMA value)*)? RPAREN ;

aggregate : (COUNT | AVG | MAX | MIN | SUM) LPAREN (ASTERISK | setQuantifier? value) RPAREN ;

standardFunction : (STANDARD_FUNCTION | POINT | CIRCLE | POLYGON) arguments ;

cast : CAST LPAREN value AS castTarget RPAREN ;

castTarget
  : SMALLINT
  | INTEGER
  | BIGINT
  | REAL
  | DOUBLE PRECISION
  | (CHAR | VARCHAR) (LPAREN UNSIGNED_INTEGER RPAREN)?
  | TIMESTAMP
  | POINT
  | CIRCLE
  | POLYGON
  ;

case : CASE value? (WHEN condition THEN value)+ (ELSE value)? END ;
