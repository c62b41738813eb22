"""The articles that explain, find faults and hook up: texts as data, and which of them a message asks for."""

from knowledge.articles.load import Article, ArticlesError, article, articles
from knowledge.articles.topics import SURE, match_topics

__all__ = ["SURE", "Article", "ArticlesError", "article", "articles", "match_topics"]
