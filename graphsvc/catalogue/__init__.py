"""The `.cypher` files: each is one frozen Statement, checked before anything starts.

Here files are read, checked and expanded; no statement is put together from parts (that is compile/) and none
is sent (that is store/). Begin with `loading.py`: a file's header, its checks, its macros.
"""

from graphsvc.catalogue.folders import label_of
from graphsvc.catalogue.loading import load_catalogue
from graphsvc.catalogue.statement import Binding, Catalogue, Column, Parameter, Statement

__all__ = ["Binding", "Catalogue", "Column", "Parameter", "Statement", "label_of", "load_catalogue"]
