"What `torch.hub` offers: the builders of the paper's networks, by name or each by its own, and the weights that come with the package."
dependencies = ["torch", "torchvision", "numpy", "pandas", "safetensors"]

from resnet_nb.networks import (build, cifar_plain, cifar_resnet, plain18, plain34, pretrained,  # noqa: E402, F401
                                resnet18, resnet34, resnet50, resnet101, resnet152)
